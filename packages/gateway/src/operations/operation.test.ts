import { expectTypeOf, it } from "vitest";
import type { createHandlers } from "../handlers/index.ts";
import type { Handler, Handlers } from "./operation.ts";
import { json, shaped } from "./reply.ts";

// These tests check what compiles.

it("demands a handler for every operation", () => {
  type AllButOne = Omit<ReturnType<typeof createHandlers>, "getDevice">;
  expectTypeOf<AllButOne>().not.toExtend<Handlers>();
});

it("demands the response of the document", () => {
  const right: Handler<"getHealth"> = () => json({ status: "ok" as const });
  // @ts-expect-error: another response
  const wrong: Handler<"getHealth"> = () => json({ status: "fine" as const });
  // @ts-expect-error: a shape of the caller's choice, without a parameter to choose it
  const free: Handler<"getHealth"> = () => shaped({});
  // @ts-expect-error: not a device
  const device: Handler<"getDevice"> = () => json({ id: 7 });
  expectTypeOf([right, wrong, free, device]).items.toBeFunction();
});

it("gives each handler the input of its operation", () => {
  expectTypeOf<Parameters<Handler<"getDevice">>[0]["path"]["id"]>().toBeString();
  expectTypeOf<Parameters<Handler<"updateUser">>[0]["body"]["name"]>().toBeString();
  expectTypeOf<Parameters<Handler<"listDevices">>[0]["query"]["limit"]>().toEqualTypeOf<number | undefined>();
});
