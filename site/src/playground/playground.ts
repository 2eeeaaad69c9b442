import { combine, connect, MdmError, type Vendor } from "@mdmkit/unified";
import { isVendorId, loadLineage, loadVendor } from "@mdmkit/unified/vendors";
import { find } from "../element.ts";
import { EXAMPLES } from "./examples.ts";
import { type SentRequest, showRequests, showValue } from "./show.ts";

type Account = { readonly vendor: Vendor; readonly sandbox: { readonly requests: readonly SentRequest[] } };
type Run = (tools: Readonly<Record<string, unknown>>) => Promise<void>;

const DEVICES = 40;

const form = find("#call", HTMLFormElement);
const status = find("#status", HTMLElement);
const results = find("#results", HTMLElement);
const field = (name: string): HTMLSelectElement | HTMLTextAreaElement => {
  const found = form.elements.namedItem(name);
  if (found instanceof HTMLSelectElement || found instanceof HTMLTextAreaElement) return found;
  throw new Error(`The form has no ${name}.`);
};

field("example").addEventListener("change", showExample);
field("code").addEventListener("keydown", (event) => {
  if (event instanceof KeyboardEvent && event.key === "Enter" && (event.ctrlKey || event.metaKey))
    form.requestSubmit();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void run();
});
showExample();
form.hidden = false;

function showExample(): void {
  const code = EXAMPLES[Number(field("example").value)]?.code ?? "";
  const box = field("code");
  box.value = code;
  if (box instanceof HTMLTextAreaElement) box.rows = Math.max(4, code.split("\n").length + 1);
}

/** Runs the code over a new sandbox, and shows what it shows and what was requested. */
async function run(): Promise<void> {
  const id = field("vendor").value;
  results.replaceChildren();
  status.textContent = "Running…";
  const started = performance.now();
  const opened: { readonly id: string; readonly account: Account }[] = [];
  const open = async (other: string) => {
    const account = await openAccount(other);
    opened.push({ id: other, account });
    return connect(account.vendor);
  };
  try {
    const mdm = await open(id);
    const show = (value: unknown) => results.append(showValue(value));
    const tools = {
      mdm,
      sandbox: opened[0]?.account.sandbox,
      show,
      open,
      combine,
      lineage: await loadLineage(id),
    };
    await compile(field("code").value, Object.keys(tools))(tools);
    const sent = opened.reduce((sum, { account }) => sum + account.sandbox.requests.length, 0);
    status.textContent = `Done in ${Math.round(performance.now() - started)} ms; ${sent} requests, none of which left this page.`;
  } catch (error) {
    status.textContent = describe(error);
  }
  for (const one of opened) results.append(showRequests(one.id, one.account.sandbox.requests));
}

async function openAccount(id: string): Promise<Account> {
  if (!isVendorId(id)) throw new Error(`There is no vendor ${id}.`);
  const { loadSandbox } = await import("@mdmkit/sandbox/load");
  const sandbox = await loadSandbox(id, { devices: DEVICES, checkResponses: false });
  const { fetch, now, wait } = sandbox.options;
  const transport = { fetch, now, wait };
  const values = { ...sandbox.credentials, baseUrl: sandbox.baseUrl };
  return { vendor: await (await loadVendor(id)).create(values, transport), sandbox };
}

/** The code is the reader's own, runs in the reader's own page, and may use the tools by name. */
function compile(code: string, names: readonly string[]): Run {
  return new Function(
    "tools",
    `const { ${names.join(", ")} } = tools; return (async () => { ${code}\n })();`,
  ) as Run;
}

function describe(error: unknown): string {
  if (MdmError.is(error)) return `${error.code}: ${error.message}`;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
