import { operationSchemas } from "@mdmkit/ivanti-neurons/schemas";
import { describe, expect, it } from "vitest";
import { openIvantiNeurons } from "./fixtures/calls.ts";

const DEVICE = "1200003";
const ids = [DEVICE];

/** What each operation is sent, where it takes more than the id of a device in its path. */
const requests: Record<
  string,
  { query?: string; sent?: Parameters<ReturnType<typeof openIvantiNeurons>["call"]>[1] }
> = {
  listDevices: { query: "dmPartitionId=23001&q=&fq=registrationState%3DACTIVE&rows=5&start=0" },
  deleteDevices: { query: `deviceIds=${DEVICE}` },
  assignDevices: { sent: { form: { accountId: "5400001", deviceIds: DEVICE } } },
  replaceDeviceCustomAttributes: { sent: { json: { attrs: { a: ["1"] } } } },
  patchDeviceCustomAttributes: { sent: { json: { attrs: { a: ["1"] }, forceOverwrite: false } } },
  removeDeviceCustomAttributes: { sent: { json: { attrs: { a: ["1"] } } } },
  removeCustomAttributes: { sent: { json: { ids, attrKeys: ["a"] } } },
  restoreDeviceConfigs: { query: "policyIds=35046,35047" },
  excludeDeviceConfigs: { sent: { form: { policyIds: "35046,35047" } } },
  reinstallDeviceConfigs: { sent: { form: { policyIds: "35046" } } },
  syncDeviceCompliance: { query: "vendor=Intune", sent: { form: { ids } } },
  listDeviceCertificates: { query: "accountId=5400012" },
  unlockDevices: { sent: { multipart: { ids: DEVICE, deviceUnlockPin: "123ab400" } } },
  scheduleOsUpdate: { sent: { form: { ids: DEVICE, version: "18.6" } } },
  enableLostMode: {
    sent: { form: { ids: DEVICE, message: "Lost", changeFootnote: "true", footnote: "Thanks" } },
  },
  sendDeviceMessage: {
    sent: {
      form: {
        sendPushNotification: "true",
        pushNotificationMessage: "Hello all",
        sendEmail: "false",
        emailSubject: "",
        emailBody: "",
        dmPartitionId: "23001",
        deviceIds: DEVICE,
      },
    },
  },
  relinquishOwnership: { query: `checkViability=true&ids=${DEVICE}` },
  cancelRelinquishOwnership: { query: `ids=${DEVICE}` },
  createUser: {
    query: "sendInvite=true",
    sent: {
      form: {
        "accounts[0].emailAddress": "kim@example.com",
        "accounts[0].accountSource": "LOCAL",
        "accounts[0].uid": "kim@example.com",
      },
    },
  },
};

const operations = Object.entries(operationSchemas).map(([id, { method, path }]) => {
  const filled = path
    .replace("/api/v1", "")
    .replace(/\{depServerId\}/, "198")
    .replace(/\{\w+\}/, DEVICE);
  const isCheck = id.startsWith("check");
  const { query, sent } = requests[id] ?? {};
  const search = query ?? (isCheck ? `checkViability=true&ids=${DEVICE}` : "");
  const form = method === "PUT" && !query && !sent ? { form: { ids } } : {};
  return { id, path: search ? `${filled}?${search}` : filled, sent: { method, ...form, ...sent } };
});

describe("the document", () => {
  it("is answered whole", () => {
    const { sandbox } = openIvantiNeurons();
    expect([...sandbox.operations].sort()).toEqual(Object.keys(operationSchemas).sort());
  });

  it.each(operations)("fits what $id is asked and what it answers", async ({ id, path, sent }) => {
    const { sandbox, call } = openIvantiNeurons();
    sandbox.state.devices.update(DEVICE, {
      ownerId: 5_400_012,
      ...(id === "deleteDevices" && { registrationState: "RETIRED" }),
    });
    const { status, text } = await call(path, sent);
    expect(sandbox.violations).toEqual([]);
    expect({ status, text }).toMatchObject({ status: 200 });
    expect(sandbox.requests).toMatchObject([{ operation: id }]);
  });

  it.each(operations)("has $id refused without credentials, with no body", async ({ path, sent }) => {
    const { call } = openIvantiNeurons();
    const { status, text } = await call(path, { ...sent, headers: { authorization: "Basic bm86Ym9keQ==" } });
    expect([status, text]).toEqual([401, ""]);
  });
});

describe("credentials", () => {
  it("are a name and a password, or a token", async () => {
    const { sandbox, call } = openIvantiNeurons();
    const { username, password } = sandbox.credentials;
    const authorization = `Basic ${btoa(`${username}:${password}`)}`;
    expect(await call("/metadata/tenant", { headers: { authorization } })).toMatchObject({ status: 200 });
    expect(await call("/metadata/tenant")).toMatchObject({ status: 200 });
  });
});
