import { expectTypeOf, it } from "vitest";
import { client, type Types } from "../fixtures/vendor.ts";
import type { CallArguments, OperationTypes, PaginatedNames } from "../operation/call.ts";
import type { Fetch } from "../requests/prepare-request.ts";

const acme = client({ fetch });

it("types calls by their operation", () => {
  expectTypeOf(acme.request<"get">)
    .returns.resolves.toHaveProperty("data")
    .toEqualTypeOf<{ id: number } | undefined>();
  expectTypeOf<CallArguments<Types["get"]["input"]>[0]>().not.toBeUndefined();
  expectTypeOf<[]>().toExtend<CallArguments<Types["list"]["input"]>>();
  expectTypeOf<PaginatedNames<Types>>().toEqualTypeOf<
    "list" | "array" | "behind" | "capped" | "search" | "numbered" | "cursored"
  >();
  expectTypeOf(acme.paginate("list").next).returns.resolves.toEqualTypeOf<
    IteratorResult<{ id: number }, void>
  >();
});

it("takes interfaces, as the generator writes them, and the platform's fetch", () => {
  interface Generated {
    one: { input: { query?: { a: string } }; response: string };
  }
  expectTypeOf<Generated>().toExtend<OperationTypes<keyof Generated>>();
  expectTypeOf<typeof globalThis.fetch>().toExtend<Fetch>();
});
