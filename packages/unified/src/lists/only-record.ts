import type { GetRequest, Page, PageRequest, PrimaryCall } from "../contract/resource-contract.ts";

type OnlyRecord<Raw> = {
  read(call: PrimaryCall | undefined): Promise<Raw>;
  /** Its id; a function where only the record shows it. */
  readonly id: string | ((raw: Raw) => string | null | undefined);
  /** The error for another id. */
  notFound(): Error;
};

/** Reads of a resource of which an account has one record, such as its organization. */
export function onlyRecord<Raw extends object>({ read, id: own, notFound }: OnlyRecord<Raw>) {
  return {
    pageSize: 1,
    filters: [] as const,
    async list({ primary }: PageRequest<object>): Promise<Page<Raw>> {
      return { items: [await read(primary)], total: 1 };
    },
    async get(id: string, { primary }: GetRequest): Promise<Raw> {
      if (typeof own === "string" && own !== id) throw notFound();
      const record = await read(primary);
      if (typeof own === "string" || own(record) === id) return record;
      throw notFound();
    },
  };
}
