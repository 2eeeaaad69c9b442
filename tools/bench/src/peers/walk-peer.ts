/** Reads so many pages of a peer's list, in a process of its own. */
export type PeerWalk = {
  readonly url: string;
  /** The program that calls the peer's client; without one, `fetch().json()` reads the same pages. */
  readonly client?: string;
  readonly pages: number;
};

const PAGE_SIZE = 100;
const WARM_PAGES = 20;

const [text = ""] = process.argv.slice(2);
const plan: PeerWalk = JSON.parse(text);

type ReadPage = (page: number) => Promise<unknown>;

async function open({ url, client }: PeerWalk): Promise<ReadPage> {
  if (client === undefined) return async (page) => (await fetch(`${url}/list?page=${page}`)).json();
  const program: { connect(url: string): ReadPage } = await import(client);
  return program.connect(url);
}

const read = await open(plan);
for (let page = 0; page < WARM_PAGES; page += 1) {
  const rows = await read(page);
  if (plan.client && !(Array.isArray(rows) && rows.length === PAGE_SIZE)) throw new Error("This is no page.");
}
const before = process.cpuUsage();
for (let page = 0; page < plan.pages; page += 1) await read(page);
const { user, system } = process.cpuUsage(before);
process.send?.({
  microseconds: (user + system) / (plan.pages * PAGE_SIZE),
  megabytes: process.resourceUsage().maxRSS / 1024,
});
process.disconnect?.();
