import { Agent, get } from "node:http";
import { answerParent } from "../processes/answer-parent.ts";
import { type Load, type Measured, measureCalls } from "./measure-calls.ts";

// Sends requests from a process of its own, over connections that are kept.
export type HttpLoad = Load & {
  /** Asked for in turns. */
  readonly urls: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
};

answerParent("ready", async ({ urls, headers, ...load }: HttpLoad): Promise<Measured> => {
  const agent = new Agent({ keepAlive: true, maxSockets: load.connections });
  let turn = 0;
  const call = () => statusOf(urls[turn++ % urls.length] ?? "", { agent, headers });
  const measured = await measureCalls(load, call);
  agent.destroy();
  return measured;
});

/** Reads the response to its end. */
function statusOf(url: string, options: { agent: Agent; headers: HttpLoad["headers"] }): Promise<string> {
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve(error.message);
    const request = get(url, options, (response) => {
      response.on("data", () => {});
      response.once("end", () => resolve(String(response.statusCode)));
      response.once("error", failed);
    });
    request.once("error", failed);
  });
}
