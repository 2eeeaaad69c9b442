/** One row of the matrix. It throws when the packages do not work there. */
export type Check = { readonly name: string; run(folder: string): Promise<void> | void };
