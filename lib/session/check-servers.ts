import { checkBoolean } from '../base/checks';
import { checkServerOptions, type CheckedServerOptions, type ServerOptions } from '../search/servers/server-options';

/** Options of sessions and searches that say how symbol servers are asked. */
interface GivenOptions {
  readonly servers?: ServerOptions | undefined;
  readonly offline?: boolean | undefined;
  readonly allowHttp?: boolean | undefined;
}

/** @internal */
export function checkServers({ servers = {}, offline, allowHttp }: GivenOptions, label: string): CheckedServerOptions {
  const checked = checkServerOptions(servers, label);
  return {
    ...checked,
    offline: checkBoolean(offline ?? checked.offline, `${label}: \`offline\``),
    allowHttp: checkBoolean(allowHttp ?? checked.allowHttp, `${label}: \`allowHttp\``),
  };
}
