/** Stands where the number of a device goes, in text and as a number. */
export const MARK = 777_777_777_777;

/** A vendor's fleet as its list of devices shows it: records of about 1.5 kB in the vendor's own shape. */
export type Fleet = {
  /** One record with `MARK` in what names it. Nothing in it makes an adapter read further, page by page. */
  record(index: number): object;
  /** Schema of a record in the vendor's document. */
  readonly schema: string;
  /** Path and query of a page, as any client would request it. */
  pagePath(page: number, size: number): string;
  /** The records that a request is for; undefined if it is not a page of devices. */
  span(url: URL): Span | undefined;
  /** The vendor's envelope around records that are JSON already. */
  envelope(rows: string, total: number, span: Span): string;
  /** Where the records are in the envelope. */
  readonly rowsAt: readonly string[];
  /** What supporting reads get. */
  readonly otherResponse: string;
};

export type Span = { readonly skip: number; readonly limit: number };

export function numberIn(url: URL, name: string, otherwise: number): number {
  return Number(url.searchParams.get(name) ?? otherwise);
}

/** Like MongoDB's ids, with room for the number. */
export function objectId(prefix: string): string {
  return `${prefix}${MARK}`;
}
