/** The options of a sandbox of Iru beyond the common ones. */
export type IruOptions = {
  /** Endpoints that the token is allowed, such as `GET /devices`. Default: all. */
  permissions?: readonly string[];
  /** How an endpoint is refused that the token is not allowed; the vendor is known to do both. Default: 403. */
  refusesWith?: 401 | 403;
  /** Whether the tenant has Prism; without it its endpoints are not there. Default: true. */
  prism?: boolean;
  /** Whether Prism applies `filter`. Default: true. */
  prismFilters?: boolean;
  /** The most rows of a page of Prism, whatever is asked for. Default: 300. */
  prismPage?: number;
  /** Users in a page, which cannot be chosen. Default: 25. */
  usersPage?: number;
};

/** Their names, to refuse others. */
export const OPTIONS: Record<keyof IruOptions, true> = {
  permissions: true,
  refusesWith: true,
  prism: true,
  prismFilters: true,
  prismPage: true,
  usersPage: true,
};

/** What `createIruClient` and `iru` of the unified client want, besides the address. */
export type IruCredentials = { token: string };
