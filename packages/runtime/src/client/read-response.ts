import { parseBody } from "../errors/read-body.ts";
import type { ResponseReader } from "../operation/operation.ts";

export const readJson: ResponseReader = async (response, { vendor, id: operation }) =>
  parseBody(await response.text(), response, { vendor, operation });

/** A response as text. */
export const readText: ResponseReader = (response) => response.text();

/** A response as a `Blob`. */
export const readBlob: ResponseReader = (response) => response.blob();
