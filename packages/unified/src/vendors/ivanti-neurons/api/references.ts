import type { EmailRef } from "../../../contract/model.ts";
import { text } from "../../../mapping/values.ts";

/** Ids are numbers here and text in the unified model. */
export function idText(id: unknown): string | undefined {
  if (typeof id === "number") return String(id);
  return typeof id === "string" && id !== "" ? id : undefined;
}

export function namedRef({ id, name }: { id?: number | null; name?: string | null }) {
  return { id: idText(id), name: text(name) };
}

/** The one address of a person; null is none. */
export function emailsOf(address: string | null | undefined): EmailRef[] | undefined {
  if (address === undefined) return undefined;
  return address ? [{ email: address, is_primary: true }] : [];
}
