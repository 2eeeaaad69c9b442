import { expect, it, vi } from "vitest";
import { watchBody } from "./watch-body.ts";

const whole = () => new Response("text");
const broken = () =>
  new Response(new ReadableStream({ pull: (body) => body.error(new Error("the connection broke")) }));

it.each([
  ["was read", whole, (response: Response) => response.text()],
  ["was cancelled", whole, (response: Response) => response.body?.cancel()],
  ["broke off", broken, (response: Response) => response.text().catch(() => {})],
])("ends once when the body %s, and not before", async (_what, make, read) => {
  const end = vi.fn();
  const watched = watchBody(make(), end);
  expect(end).not.toHaveBeenCalled();
  await read(watched);
  expect(end).toHaveBeenCalledTimes(1);
});

it("ends at once where there is no body", () => {
  const end = vi.fn();
  expect(watchBody(new Response(null, { status: 204 }), end).status).toBe(204);
  expect(end).toHaveBeenCalledTimes(1);
});

it("is the same response", async () => {
  const watched = watchBody(new Response("text", { status: 201, headers: { etag: "1" } }), () => {});
  expect([watched.status, watched.headers.get("etag"), await watched.text()]).toEqual([201, "1", "text"]);
});
