import { describe, expect, it } from "vitest";
import { windowsAppsIn } from "./windows-apps.ts";

const MSI = "./Device/Vendor/MSFT/EnterpriseDesktopAppManagement/MSI";

describe("the packages in a Windows device's configuration", () => {
  it("are put together from one value for each fact", () => {
    const config = {
      "./DevDetail/SwV": "10.0.19045.3803",
      [`${MSI}/%7BA%7D/Name`]: "Notes",
      [`${MSI}/{B}/Version`]: "2.0",
      [`${MSI}/%7BA%7D/Version`]: "4.1",
      [`${MSI}/%7BA%7D/InstallDate`]: "20260102",
    };
    expect(windowsAppsIn(config)).toEqual([
      { productCode: "{A}", Name: "Notes", Version: "4.1", InstallDate: "20260102" },
      { productCode: "{B}", Version: "2.0" },
    ]);
  });

  it("lack what the device did not give", () => {
    const config = { [`${MSI}/{A}/Name`]: { isError: true as const, status: 404 }, [`${MSI}/{A}`]: "" };
    expect(windowsAppsIn(config)).toEqual([{ productCode: "{A}" }]);
  });

  it("are found whatever the case of the path, with an undecodable code unchanged", () => {
    expect(windowsAppsIn({ [`${MSI.toUpperCase()}/%7/NAME`]: "Notes" })).toEqual([
      { productCode: "%7", Name: "Notes" },
    ]);
  });

  it("are empty without a value", () => {
    expect(windowsAppsIn(undefined)).toEqual([]);
    expect(windowsAppsIn({ [`${MSI}/{A}/DownloadInstall/More`]: "x" })).toEqual([]);
  });
});
