export const unknownVendor = (id: string, known: readonly string[]): TypeError =>
  new TypeError(`Unknown vendor "${id}". Vendors with a sandbox: ${known.join(", ")}`);
