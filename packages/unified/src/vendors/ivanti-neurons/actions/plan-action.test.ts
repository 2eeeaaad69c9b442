import { expect, it } from "vitest";
import { planAction } from "./plan-action.ts";

const { commandId } = planAction({ operation: "lockDevices", body: { ids: [1] } });

it.each([{ errors: null, result: 1 }, { result: true }, { result: { totalCount: 0, searchResults: [] } }])(
  "takes a result for a confirmation: %j",
  (response) => expect(commandId?.(response)).toBeNull(),
);

it.each([undefined, null, {}, { errors: null }, { errors: null, result: null }, []])(
  "takes nothing else for one: %j",
  (response) => expect(commandId?.(response)).toBeUndefined(),
);
