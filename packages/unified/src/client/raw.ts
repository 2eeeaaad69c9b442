import type { AnyRawClient } from "../contract/raw.ts";
import type { Vendor } from "../contract/vendor.ts";

type Arguments = Parameters<AnyRawClient["request"]>;

/** What JavaScript looks for in objects that are awaited or printed. */
// biome-ignore lint/suspicious/noThenProperty: it is what makes the client no promise.
const NO_OPERATIONS = { then: undefined, toJSON: undefined };

/** Creates `mdm.raw`. What it consists of loads with the first call, so that other bundles do not contain it. */
export function createRaw(vendor: Vendor): object {
  const load = () => import("../raw/call-operation.ts");
  const methods: Record<string, unknown> = {
    request: async (...given: Arguments) => (await load()).callOperation(vendor, ...given),
    paginate: async (...given: Parameters<AnyRawClient["paginate"]>) =>
      (await load()).paginateOperation(vendor, ...given),
    ...NO_OPERATIONS,
  };
  return new Proxy(methods, {
    get: (_, name) =>
      typeof name !== "string" || name in methods
        ? Reflect.get(methods, name)
        : async (...[input, options]: [Arguments[1], Arguments[2]]) => {
            const result = await (await load()).callOperation(vendor, name, input, options);
            return "data" in result ? result.data : result;
          },
  });
}
