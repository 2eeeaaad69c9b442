/** The last parameter of a path, whose value confirms a destructive call; undefined for a path without parameters. */
export function confirmationOf({ path }: { readonly path: string }): string | undefined {
  return [...path.matchAll(/\{([^{}]+)\}/g)].at(-1)?.[1];
}
