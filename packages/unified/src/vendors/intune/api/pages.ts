import {
  type Page,
  type PageRequest,
  type PrimaryCall,
  readLinked,
  type VendorRequests,
} from "@mdmkit/unified/vendor";
import { errors, rowsIn } from "./errors.ts";

type Collection<Raw> = { value: readonly Raw[]; "@odata.nextLink"?: string } | undefined;

type PageRead<Query extends object> = {
  readonly operation: string;
  /** Path parameters of the operation. */
  readonly path?: object;
  /** What the first page is asked for, besides its size. A link to another page has it all. */
  readonly query?: Query;
};

type FirstQuery<Query> = Query & { $top?: number };

/** Reads the page that a request of the engine stands for. */
export function readPage<Raw, Query extends object = object>(
  client: Pick<VendorRequests, "prepare">,
  { operation, path, query }: PageRead<Query>,
  { limit, ...request }: Pick<PageRequest<never>, "cursor" | "limit" | "primary">,
  load: (query: FirstQuery<Query> | object, call: PrimaryCall) => Promise<Collection<Raw>>,
): Promise<Page<Raw>> {
  const url = () => client.prepare(operation, { path }).url;
  const list = { operation, parameter: "$skiptoken", errors, url };
  return readLinked<Raw>(list, request, async ({ isLink }, call) => {
    const response = await load(isLink ? {} : { ...query, $top: limit }, call);
    return { items: rowsIn(response?.value, operation), next: response?.["@odata.nextLink"] };
  });
}
