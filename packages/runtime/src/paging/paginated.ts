import type { CallOptions, OperationInput, OperationResponse } from "../operation/call.ts";
import type { Operation } from "../operation/operation.ts";
import type { PagingReport } from "./paging-report.ts";

/** One page of a list. */
export type Page<Item> = {
  /** The records of the page. */
  items: Item[];
  /** Total number of records, if the vendor returns it. */
  total?: number;
  /** Status and headers of the page. */
  response: Response;
};

/** Iterates over records, or over pages with `pages()`; use one of the two. Nothing is requested before the first step. */
export type Paginated<Item> = AsyncGenerator<Item, void, undefined> & {
  /** The same list by page. */
  pages(): AsyncGenerator<Page<Item>, void, undefined>;
  /** What was read so far, by whichever iteration was started last. */
  readonly report: Readonly<PagingReport>;
};

/** Options of `paginate`. */
export type PaginateOptions = CallOptions & {
  /** What happens at the end of a list that may lack records. Default: `throw`. With `report`, look at `report`. */
  incomplete?: "throw" | "report" | undefined;
};

/** A list to be read. */
export type List = {
  request(id: string, input: OperationInput, options?: CallOptions): Promise<OperationResponse<unknown>>;
  id: string;
  operation: Operation;
  input?: OperationInput | undefined;
  callOptions?: PaginateOptions | undefined;
  vendor: string;
  baseUrl: string;
};
