import type { ResponseReader } from "../operation/operation.ts";

/** A response as a `Blob`. */
export const readBlob: ResponseReader = (response) => response.blob();
