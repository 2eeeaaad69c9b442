import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { accessibilityProblems, type Browser, openBrowser } from "./browser.ts";
import { FOLDER } from "./serve.ts";

const paths = globSync("**/index.html", { cwd: FOLDER })
  .map((file) => `/${file.replaceAll("\\", "/").replace(/index\.html$/, "")}`)
  .sort();

/** Of kinds of which there are many, one is checked by axe, in light, and in dark on a phone. */
const distinct = paths.filter((path) => !/^\/(vendors|library|gateway|contribute|reference)\/.+/.test(path));
const samples = [
  ...distinct,
  "/library/lists/",
  "/vendors/jamf-pro/",
  "/vendors/jamf-pro/fields/",
  "/vendors/jamf-pro/operations/",
  "/gateway/endpoints/",
  "/reference/errors/",
  "/reference/devices/",
  "/reference/benchmarks/",
];

/** What Redoc itself does, without an option to change it: the headings inside of an operation skip levels. */
const REDOC = ["heading-order"];
const excused = (path: string) => (path === "/api/" ? REDOC : []);

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

describe("every page", () => {
  it("is there", () => assert.ok(paths.length > 70, `${paths.length} pages`));

  for (const path of paths)
    it(`${path} has a title and one heading, no message, and no request to elsewhere`, async () => {
      const problems = await browser.visit(path, { isBusy: samples.includes(path) }, async (page) => {
        assert.match(await page.title(), /mdmkit/);
        assert.equal(await page.locator("h1").count(), 1);
        if (samples.includes(path)) assert.deepEqual(await accessibilityProblems(page, excused(path)), []);
      });
      assert.deepEqual(problems, []);
    });
});

describe("in dark and on a phone", () => {
  for (const path of samples)
    it(`${path} is accessible and no wider than the screen`, async () => {
      const problems = await browser.visit(path, { theme: "dark", width: 390 }, async (page) => {
        assert.deepEqual(await accessibilityProblems(page, excused(path)), []);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(width <= 390, `${width} pixels wide`);
      });
      assert.deepEqual(problems, []);
    });
});
