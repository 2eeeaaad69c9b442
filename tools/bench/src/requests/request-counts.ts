/** What docs/requests.json has: requests to a vendor for an account of so many devices. */
export type RequestCounts = {
  readonly devices: number;
  readonly vendors: Readonly<Record<string, VendorRequests>>;
};

/** Requests to one vendor; absent where the vendor does not support the call. */
export type VendorRequests = {
  /** The whole list of devices, by operation of the vendor; tokens are requested by operations of their own. */
  readonly list: Readonly<Record<string, number>>;
  /** Of an unchanged fleet, after the first list. */
  readonly again?: { readonly by: "log" | "time"; readonly requests: number } | undefined;
  readonly fewFields: number;
  readonly hydrated?: number | undefined;
  readonly get: { readonly mean: number; readonly most: number };
  readonly apps?: number | undefined;
  readonly users?: number | undefined;
  readonly update?: number | undefined;
  readonly action?: { readonly name: string; readonly requests: number } | undefined;
};
