import { createRequire } from "node:module";
import { chromium, type Page } from "playwright-core";
import { BASE, serve } from "./serve.ts";

const FLAGS = ["no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking"];
/** Starlight names its button for the search "Search", and shows the keys in it. */
const SEARCH = "button[data-open-modal]";

const AXE = createRequire(import.meta.url).resolve("axe-core");

export type Visit = {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly script?: boolean;
  /** Whether scripts of the page go on after it has loaded. */
  readonly isBusy?: boolean;
};

/** A page of the site, and what should not have happened on it. */
export type Visited = { readonly page: Page; readonly problems: readonly string[] };

export type Browser = {
  /** Opens a page, hands it to `use`, and returns what went wrong: console messages, errors, requests that fail or leave the site. */
  visit(path: string, visit: Visit, use: (page: Page) => Promise<void>): Promise<string[]>;
  close(): Promise<void>;
};

/** Debian's Chromium, or that of `CHROMIUM`, with an empty profile. */
export async function openBrowser(): Promise<Browser> {
  const { origin, server } = await serve();
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const browser = await chromium.launch({
    executablePath,
    args: [...FLAGS, "disable-component-update", "disable-sync"].map((flag) => `--${flag}`),
  });
  return {
    async visit(path, { theme = "light", width = 1280, script = true, isBusy = true }, use) {
      const context = await browser.newContext({
        colorScheme: theme,
        javaScriptEnabled: script,
        viewport: { width, height: 900 },
        reducedMotion: "reduce",
      });
      const problems: string[] = [];
      const page = await context.newPage();
      page.on("console", (message) => problems.push(`${message.type()}: ${message.text()}`));
      page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
      page.on("response", (response) => {
        if (response.status() >= 400) problems.push(`${response.status()}: ${response.url()}`);
      });
      context.on("request", (request) => {
        const url = new URL(request.url());
        if (url.origin !== origin && !/^(data|blob):/.test(url.protocol))
          problems.push(`request to ${url.origin}`);
      });
      try {
        await page.goto(`${origin}${BASE}${path}`, { waitUntil: isBusy ? "networkidle" : "load" });
        await page.locator("h1").first().waitFor(); // Redoc writes its own
        await use(page);
      } finally {
        await context.close();
      }
      return problems;
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** What axe finds wrong with a page, a line for each element. `without` names what is not ours to change. */
export async function accessibilityProblems(page: Page, without: readonly string[] = []): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  return page.evaluate(
    async ([rules, search]) => {
      const disabled = Object.fromEntries(rules.map((rule) => [rule, { enabled: false }]));
      const { violations } = await window.axe.run({ exclude: [search] }, { rules: disabled });
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`),
      );
    },
    [without, SEARCH] as const,
  );
}
