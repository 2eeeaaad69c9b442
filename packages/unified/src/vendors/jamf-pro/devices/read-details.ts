import type { SupportingReads } from "@mdmkit/unified/vendor";
import type { DeviceKind } from "../api/device-id.ts";
import type { JamfProMobileDevice } from "../api/record.ts";
import type { JamfProReadApi } from "../generated/api/client.ts";

type Details = Pick<JamfProMobileDevice, "compliance" | "initialEntryTimestamp">;

/** Reads what only a single device has: the compliance verdict, and when a mobile device was first recorded. */
export function createDetailReader(client: JamfProReadApi) {
  return async (
    kind: DeviceKind,
    id: string,
    reads: SupportingReads,
    { signal }: { signal?: AbortSignal },
  ): Promise<Details> => {
    if (kind === "computer") {
      const compliance = await reads.read("listComputerCompliance", ["compliance_status"], () =>
        client.listComputerCompliance({ path: { deviceId: id } }, { signal }),
      );
      return { compliance };
    }
    const [compliance, detail] = await Promise.all([
      reads.read("listMobileDeviceCompliance", ["compliance_status"], () =>
        client.listMobileDeviceCompliance({ path: { deviceId: id } }, { signal }),
      ),
      reads.read("getMobileDeviceDetail", ["created_at", "first_enrolled_at"], () =>
        client.getMobileDeviceDetail({ path: { id } }, { signal }),
      ),
    ]);
    // Only the date: the rest is in the list's form already, or a secret.
    return { compliance, initialEntryTimestamp: detail?.initialEntryTimestamp };
  };
}
