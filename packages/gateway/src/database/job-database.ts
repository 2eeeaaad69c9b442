import type { JobDatabase, Queryable, Row, Value } from "./database.ts";

/** A queue of jobs in a database, also inside its transactions. */
export function jobDatabase(connection: JobDatabase["connection"]): JobDatabase {
  return {
    connection,
    inside: (transaction: Queryable) => ({
      async executeSql(sql, values = []) {
        const rows: Row[] = [...(await transaction.query(sql, values.map(toValue)))];
        return { rows };
      },
    }),
  };
}

/** As text, where the drivers differ: objects for `json`, lists for arrays. */
function toValue(value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  return JSON.stringify(value);
}
