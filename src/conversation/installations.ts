/** The app in one workspace, or in all workspaces of an organisation at once. */
export interface Installation {
  /** The workspace's id, or the organisation's when `wholeOrganisation`. */
  readonly id: string;
  readonly wholeOrganisation: boolean;
  readonly botToken: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Present when the token runs out (epoch ms) and has to be exchanged. */
  readonly renewal?: { readonly refreshToken: string; readonly expiresAt: number };
  /** Where this workspace's advisors take over; absent switches the handoff off there. */
  readonly advisorChannel?: string;
}

/** Installations by people themselves; tokens are never kept in the clear. */
export interface Installations {
  /** Stores a new or repeated installation; a repeated one keeps its advisors' channel. */
  save(installation: Omit<Installation, "advisorChannel">): Promise<void>;
  /** Of a workspace, or of the organisation it was seen to belong to. */
  find(teamId: string): Promise<Installation | undefined>;
  /** Every workspace that is installed or covered. */
  teams(): Promise<readonly string[]>;
  /** Where a workspace's advisors take over; each workspace of an organisation has its own place. */
  setAdvisorChannel(teamId: string, channel: string): Promise<void>;
  /** @returns true for the one process that may renew the token within the next half minute */
  claimRenewal(id: string): Promise<boolean>;
  renew(
    id: string,
    token: Pick<Installation, "botToken"> & Required<Pick<Installation, "renewal">>,
  ): Promise<void>;
  /** Erases an installation made before then (epoch ms); a later one is not meant. */
  erase(id: string, before: number): Promise<void>;
  /** A secret that `takeState` accepts once, within ten minutes. */
  makeState(): Promise<string>;
  takeState(state: string): Promise<boolean>;
  /** Encrypts anew, under the first key, whatever is under an older one. @returns how many */
  reseal(): Promise<number>;
}
