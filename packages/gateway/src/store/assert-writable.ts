import { randomUUID } from "node:crypto";
import type { Database } from "../database/database.ts";

/** Fills a page, so that the table needs another one, as the audit log may for its next entry. */
const FILLING = "x".repeat(7000);
const INSERT = "insert into gateway_readiness (id, filling) values ($1, $2)";
const DELETE = "delete from gateway_readiness where id = $1";
/** An embedded database removes no old rows by itself. It updates one row in its place, and its disk is checked directly. */
const UPDATE = "update gateway_readiness set id = $1 where filling = '' returning id";
const INSERT_FIRST = "insert into gateway_readiness (id, filling) values ($1, '')";

/** Writes a row and removes it. Rejects when the database cannot do that, or when the disk of an embedded one is nearly full. */
export async function assertWritable(database: Database): Promise<void> {
  await database.assertSpace();
  const id = randomUUID();
  if (!database.shared) {
    const updated = await database.query(UPDATE, [id]);
    if (updated.length === 0) await database.query(INSERT_FIRST, [id]);
    return;
  }
  await database.query(INSERT, [id, FILLING]);
  await database.query(DELETE, [id]);
}
