import { schemas as applivery } from "@mdmkit/applivery/schemas";
import { schemas as ivantiNeurons } from "@mdmkit/ivanti-neurons/schemas";
import { schemas as jamfPro } from "@mdmkit/jamf-pro/schemas";
import { schemas as jumpcloud } from "@mdmkit/jumpcloud/schemas";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, it } from "vitest";
import { createRecords } from "../server/render-pages.ts";
import { fleetOf, fleets } from "./index.ts";

const schemas: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  jumpcloud,
  "ivanti-neurons": ivantiNeurons,
  applivery,
  "jamf-pro": jamfPro,
};

describe.each(Object.keys(fleets))("fleet of %s", (vendor) => {
  const records = createRecords(fleetOf(vendor), 200);

  it("has records as the vendor's document has them", () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    addFormats.default(ajv);
    for (const [name, definition] of Object.entries(schemas[vendor] ?? {})) {
      if (typeof definition === "object") ajv.addSchema({ ...definition, $id: name });
    }
    const validate = ajv.compile({ $ref: fleetOf(vendor).schema });
    for (const record of records)
      expect(validate(JSON.parse(record)), JSON.stringify(validate.errors)).toBe(true);
  });

  it("has records of about 1.5 kB that differ", () => {
    expect(new Set(records).size).toBe(records.length);
    const size = records.join("").length / records.length;
    expect(size).toBeGreaterThan(1_400);
    expect(size).toBeLessThan(1_800);
  });

  it("returns that page for its own page path", () => {
    const fleet = fleetOf(vendor);
    const url = new URL(fleet.pagePath(3, 100), "http://localhost");
    expect(fleet.span(url)).toEqual({ skip: 300, limit: 100 });
    const page = JSON.parse(fleet.envelope(records.slice(0, 2).join(","), 200, { skip: 0, limit: 2 }));
    expect(fleet.rowsAt.reduce((at, name) => at[name], page)).toHaveLength(2);
  });
});
