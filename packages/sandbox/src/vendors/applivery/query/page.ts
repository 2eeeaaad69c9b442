import { readPage } from "../../../engine/operations/paging.ts";
import type { Rows } from "../../../engine/records/rows.ts";
import type { Row } from "../../../engine/records/values.ts";
import { type Call, json, type VendorResponse } from "../../../engine/request/call.ts";

/** Ten records per page without a parameter; the vendor's default is not known. */
const USUAL_LIMIT = 10;

/** One page of records, as `view` shows them. */
export function page(call: Call, records: Rows, view: (record: Row) => Row): VendorResponse {
  const { limit, skip } = readPage(call, { fallback: USUAL_LIMIT });
  const number = Math.floor(skip / limit) + 1;
  const totalPages = Math.max(1, Math.ceil(records.length / limit));
  const hasNextPage = number < totalPages;
  return success({
    items: records.slice(skip, skip + limit).map(view),
    totalDocs: records.length,
    limit,
    hasPrevPage: number > 1,
    hasNextPage,
    page: number,
    totalPages,
    prevPage: number > 1 ? number - 1 : null,
    nextPage: hasNextPage ? number + 1 : null,
    lean: true,
  });
}

/** The envelope of every success. */
export function success(data: unknown): VendorResponse {
  return json({ status: true, data });
}
