import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export type PageServer = {
  /** Base URL of a vendor's fleet of so many devices. */
  urlOf(vendor: string, devices: number, latency?: number): string;
  /** Requests since the last time this was asked. */
  count(): Promise<number>;
  stop(): void;
};

/** Starts the page server in a process of its own. */
export async function startServer(): Promise<PageServer> {
  const child = fork(fileURLToPath(new URL("page-server.ts", import.meta.url)));
  const [port] = await once(child, "message");
  return {
    urlOf: (vendor, devices, latency = 0) => `http://127.0.0.1:${port}/${vendor}/${devices}/${latency}`,
    async count() {
      child.send("count");
      const [requests] = await once(child, "message");
      return Number(requests);
    },
    stop: () => child.disconnect(),
  };
}
