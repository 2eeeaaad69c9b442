import { connect } from "@mdmkit/unified";
import { loadVendor } from "@mdmkit/unified/vendors";
import { answerParent } from "../processes/answer-parent.ts";
import { type Load, type Measured, measureCalls } from "./measure-calls.ts";

// The library alone does what the gateway does: reads a device or a page of them, and writes it as JSON.
export type LibraryLoad = Load & {
  readonly vendor: string;
  readonly values: Readonly<Record<string, string>>;
  /** Undefined: a page of 100. */
  readonly id?: string | undefined;
  /** Of a page. */
  readonly remoteData?: boolean | undefined;
};

answerParent("ready", async ({ vendor, values, id, remoteData, ...load }: LibraryLoad): Promise<Measured> => {
  const { devices } = connect(await (await loadVendor(vendor)).create(values));
  const call = async () => {
    const response =
      id === undefined ? await devices.list({ pageSize: 100, remoteData }).page() : await devices.get(id);
    return JSON.stringify(response).length > 1000 ? "200" : "short";
  };
  return measureCalls(load, call);
});
