import { answerReads } from "../processes/answer-reads.ts";

/** How a process of its own reads a peer's list. */
export type PeerWalk = {
  readonly url: string;
  /** The program that calls the peer's client; without one, `fetch().json()` reads the same pages. */
  readonly client?: string;
};

const PAGE_SIZE = 100;
const WARM_PAGES = 20;
/** The slowest takes half a second for a thousand records. */
const MOST_PAGES = 10;

const [text = ""] = process.argv.slice(2);
const plan: PeerWalk = JSON.parse(text);

type ReadPage = (page: number) => Promise<unknown>;

async function open({ url, client }: PeerWalk): Promise<ReadPage> {
  if (client === undefined) return async (page) => (await fetch(`${url}/list?page=${page}`)).json();
  const program: { connect(url: string): ReadPage } = await import(client);
  return program.connect(url);
}

const readPage = await open(plan);
for (let page = 0; page < WARM_PAGES; page += 1) {
  const rows = await readPage(page);
  if (plan.client && !(Array.isArray(rows) && rows.length === PAGE_SIZE)) throw new Error("This is no page.");
}
answerReads(async (records) => {
  const pages = Math.min(Math.ceil(records / PAGE_SIZE), MOST_PAGES);
  for (let page = 0; page < pages; page += 1) await readPage(page);
  return pages * PAGE_SIZE;
});
