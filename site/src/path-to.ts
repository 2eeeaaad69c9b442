/** The address of a page or file of the site, below wherever it is served. */
export function pathTo(path: string): string {
  return `${import.meta.env.BASE_URL.replace(/\/$/, "")}${path}`;
}
