import { UnifiedTo } from "@unified-api/typescript-sdk";

export function connect(url) {
  const client = new UnifiedTo({ serverURL: url, security: { jwt: "token" } });
  return (page) => client.hris.listHrisDevices({ connectionId: "c1", limit: 100, offset: page * 100 });
}
