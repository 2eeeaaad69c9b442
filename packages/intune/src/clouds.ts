/** Hosts of the service and of its tokens, for each cloud. */
export const CLOUDS = {
  global: { service: "https://graph.microsoft.com", login: "https://login.microsoftonline.com" },
  "us-government": { service: "https://graph.microsoft.us", login: "https://login.microsoftonline.us" },
  "us-government-dod": {
    service: "https://dod-graph.microsoft.us",
    login: "https://login.microsoftonline.us",
  },
  china: {
    service: "https://microsoftgraph.chinacloudapi.cn",
    login: "https://login.chinacloudapi.cn",
  },
} as const;

/** The worldwide cloud, US Government L4, US Government L5 (DoD), or China operated by 21Vianet. */
export type IntuneCloud = keyof typeof CLOUDS;

export function isCloud(cloud: string): cloud is IntuneCloud {
  return Object.hasOwn(CLOUDS, cloud);
}
