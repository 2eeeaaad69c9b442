import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import explorer from "../src/generated/explorer.json" with { type: "json" };
import { EXAMPLES } from "../src/playground/examples.ts";
import { type Browser, openBrowser } from "./browser.ts";

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

const DONE = /^Done in \d+ ms; \d+ requests, none of which left this page\.$/;

async function visit(path: string, use: (page: Page) => Promise<void>, options = {}): Promise<void> {
  assert.deepEqual(await browser.visit(path, options, use), []);
}

describe("search", () => {
  it("finds a field by keyboard, from the index of the site", () =>
    visit("/", async (page) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("textbox", { name: "Search" }).fill("bootstrap_token_escrowed");
      const first = page.locator(".pagefind-ui__result-link").first();
      await first.waitFor();
      const target = await first.getAttribute("href");
      assert.match(target ?? "", /^\/below\/a\/path\//);
      await page.keyboard.press("Escape");
    }));
});

describe("the keyboard", () => {
  it("skips to the content first", () =>
    visit("/library/lists/", async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement?.textContent?.trim()), "Skip to content");
      await page.keyboard.press("Enter");
      assert.match(page.url(), /#_top$/);
    }));

  it("opens a cell of the explorer, closes it, and is back at the cell", () =>
    visit("/coverage/", async (page) => {
      await page.locator("[data-field=serial_number] td a").first().focus();
      await page.keyboard.press("Enter");
      const dialog = page.getByRole("dialog");
      assert.match(
        (await dialog.textContent()) ?? "",
        /serial_number, JumpCloud.*Confidence: documented.*serialNumber/s,
      );
      await page.keyboard.press("Escape");
      const label = await page.evaluate(() => document.activeElement?.getAttribute("aria-label"));
      assert.match(label ?? "", /serial_number, JumpCloud: /);
    }));
});

describe("the theme", () => {
  it("is that of the system, and the chosen one on the next page", () =>
    visit(
      "/",
      async (page) => {
        const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
        assert.equal(await theme(), "dark");
        await page.getByLabel("Select theme").first().selectOption("light");
        assert.equal(await theme(), "light");
        await page.goto(new URL("coverage/", page.url()).href, { waitUntil: "networkidle" });
        assert.equal(await theme(), "light");
      },
      { theme: "dark" },
    ));
});

describe("the coverage explorer", () => {
  const shown = (page: Page) => page.locator("tr[data-field]:visible").count();

  it("keeps its filters in the address", () =>
    visit("/coverage/", async (page) => {
      const all = await shown(page);
      assert.equal(all, explorer.rows.length);
      await page.getByRole("searchbox", { name: "Find" }).fill("encryption");
      await page.getByRole("checkbox", { name: "Jamf Pro" }).check();
      await page.getByRole("checkbox", { name: "Fleet" }).check();
      await page.getByLabel("only where vendors differ").check();
      assert.ok((await shown(page)) < all);
      assert.equal(await page.locator("thead th:visible").count(), 3);
      const { search } = new URL(page.url());
      assert.equal(search, "?q=encryption&differ=1&vendor=jamf-pro&vendor=fleet");
      await page.reload({ waitUntil: "networkidle" });
      assert.equal(await page.getByRole("searchbox", { name: "Find" }).inputValue(), "encryption");
      assert.equal(await page.locator("thead th:visible").count(), 3);
      await page.getByRole("button", { name: "Show everything" }).click();
      await page.waitForURL((url) => url.search === "");
      assert.equal(await shown(page), all);
    }));

  it("finds fields by the vendor's property", () =>
    visit("/coverage/?q=fileVault2Enabled", async (page) => {
      assert.ok((await page.locator("tr[data-field=disk_encryption]:visible").count()) > 0);
      assert.ok((await shown(page)) < 10);
    }));

  it("works without a script: cells lead to the page of fields", () =>
    visit(
      "/coverage/",
      async (page) => {
        assert.equal(await shown(page), explorer.rows.length);
        await page
          .locator("[data-resource=devices] [data-field=disk_encryption] [data-vendor=jamf-pro] a")
          .click();
        assert.match(page.url(), /\/vendors\/jamf-pro\/fields\/#devices-disk_encryption$/);
        assert.match((await page.locator("main").textContent()) ?? "", /fileVault2Enabled/);
      },
      { script: false },
    ));
});

describe("the playground", () => {
  const run = async (page: Page) => {
    await page.getByRole("button", { name: "Run" }).click();
    await page.waitForFunction(
      () => !/^(Running…)?$/.test(document.querySelector("#status")?.textContent ?? ""),
    );
    return (await page.locator("#status").textContent()) ?? "";
  };

  for (const { id, name } of explorer.vendors)
    it(`lists the devices of ${name}`, () =>
      visit("/playground/", async (page) => {
        await page.getByRole("combobox", { name: "Vendor" }).selectOption(id);
        assert.match(await run(page), DONE);
        assert.match((await page.locator("#results h2").first().textContent()) ?? "", /^\d+ records?$/);
        const text = (await page.locator("#results").textContent()) ?? "";
        // SimpleMDM lists devices that have not enrolled yet, of which no platform is known.
        assert.match(text, /"complete": true|"reason": "undecided"/);
      }));

  it("runs every example", () =>
    visit("/playground/", async (page) => {
      await page.getByRole("combobox", { name: "Vendor" }).selectOption("simplemdm");
      for (const [at, { title }] of EXAMPLES.entries()) {
        await page.getByRole("combobox", { name: "Example" }).selectOption(String(at));
        assert.match(await run(page), DONE, title);
      }
    }));

  it("runs what the reader writes, and shows an error with its advice", () =>
    visit("/playground/", async (page) => {
      const code = page.getByRole("textbox", { name: "Code" });
      await code.fill("show(1 + 1);");
      await code.press("Control+Enter");
      await page.locator("#results pre").first().waitFor();
      assert.equal(await page.locator("#results pre").first().textContent(), "2");
      await code.fill(`await mdm.devices.get("nothing");`);
      assert.match(await run(page), /^not-found: \[jumpcloud\] /);
    }));
});

describe("the API reference", () => {
  it("shows every operation of the gateway", () =>
    visit("/api/", async (page) => {
      await page.getByRole("heading", { name: "List devices" }).first().waitFor();
      assert.ok((await page.locator("[data-section-id*='/operation/']").count()) > 40);
    }));
});
