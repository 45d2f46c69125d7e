/** Who the app under test is in this workspace. */
export interface AppIdentity {
  readonly appId: string;
  readonly botId: string;
  readonly userId: string;
  readonly botToken: string;
  readonly appToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly scopes: readonly string[];
  /** Event names the app subscribes to, as in its manifest (`message.im`, `app_mention` …). */
  readonly events: readonly string[];
}
