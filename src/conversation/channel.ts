import type { SourceKind } from '#core/case.ts'
import type {
  Address,
  ChannelId,
  Heard,
  MediaRef,
  MediaRefusal,
  MediaKind,
  Outgoing,
  TranscriptLine,
} from './message.ts'

/** What a channel can do: data about it. Rendering degrades by it. */
export interface Channel {
  readonly id: ChannelId
  /** `false`: options become a numbered list. */
  readonly buttons:
    | false
    | { readonly max: number; readonly titleBytes: number; readonly dataBytes: number }
  readonly text: { readonly max: number; readonly unit: 'bytes' | 'utf16' }
  /** Messages one turn may say; more are joined. */
  readonly perTurn: number
  readonly media: readonly MediaKind[]
  readonly markup: 'none' | 'html'
  /** The peer drops a message whose id it knows, so that saying it again is harmless. */
  readonly knowsIds?: true
  /** One message may come in parts: they are heard as one. */
  readonly albums?: true
  /** Its servers stand in another country: what is written there crosses the border (PIPL, articles 38 and 39). */
  readonly abroad?: true
  /** Its platform forbids programs: the account may be closed at any time, and nobody may rely on it alone. */
  readonly againstTerms?: true
  /** Where its person fetches the file of what is kept about them; absent: it is said in parts. */
  readonly ownDataPath?: string
  /** Its name as people know it (微信, Telegram); absent for our own. */
  readonly platform?: string
  /** Nothing is ever told there: whoever wrote asks with number and passcode. */
  readonly nobodyThere?: true
  /** Where its reports come from; absent: from the citizens themselves. */
  readonly source?: SourceKind
}

/**
 * What became of one message. `closed`: the person cannot be reached here any more. `retryAfter`: milliseconds.
 * `orHeard`: or when the person speaks again, if that is sooner. A bot throws when it does not know; the row is then
 * `uncertain`.
 */
export type Delivery = 'sent' | 'closed' | { readonly retryAfter: number; readonly orHeard?: true }

export interface IncomingFile {
  readonly channel: ChannelId
  readonly kind: MediaKind
  readonly name?: string
  readonly bytes: Uint8Array
}

/** Files that come piece by piece over a bad line. Only who began one knows of it. */
export interface Uploads {
  readonly begin: (
    who: { readonly channel: ChannelId; readonly address: Address },
    about: { readonly kind: MediaKind; readonly size: number; readonly name?: string },
  ) => Promise<{ readonly id: string } | { readonly refused: MediaRefusal }>
  /** How far it has come; `undefined`: there is none. */
  readonly offset: (
    who: { readonly channel: ChannelId; readonly address: Address },
    id: string,
  ) => Promise<{ readonly at: number; readonly size: number } | undefined>
  /** Adds what comes until it ends or breaks; gives how far the file has come, on disk. `elsewhere`: it goes on at another place. `too-fast`: later. */
  readonly append: (
    who: { readonly channel: ChannelId; readonly address: Address },
    id: string,
    more: { readonly at: number; readonly parts: AsyncIterable<Uint8Array> },
  ) => Promise<number | 'elsewhere' | 'too-fast' | undefined>
  /** Call it before `hear`, like `keepFile`; the same one again gives the same file. */
  readonly finish: (
    who: { readonly channel: ChannelId; readonly address: Address },
    id: string,
  ) => Promise<MediaRef | { readonly refused: MediaRefusal }>
}

/**
 * How a platform stands with us, for the desk. `why` is a short code, never an address and never what the platform wrote;
 * `picture` is the text of a QR code to scan.
 */
export interface ChannelReport {
  readonly state: 'on' | 'logged-out' | 'banned' | 'failing'
  readonly why?: string
  readonly picture?: string
}

/** One question as a form puts it. */
export interface FormQuestion {
  /** Names the answer. */
  readonly field: string
  readonly text: string
  readonly kind: 'text' | 'phone' | 'choice' | 'files'
  /** What can be chosen; to say one of them is to choose it. */
  readonly options?: readonly string[]
  /** The word that leaves it out; absent: it wants an answer. */
  readonly skip?: string
}

/** What a conversation waits for. */
export interface Asked {
  /** Another one at each question. */
  readonly wait: string
  /** The open question, then those that come next whatever is answered; none where a summary is to be confirmed. */
  readonly questions: readonly FormQuestion[]
  /** What was told so far in the person's own words, by the name of the answer. */
  readonly said: Readonly<Record<string, string>>
  /** The word that leads to the question before. */
  readonly back?: string
  /** Nothing is asked any more: the conversation lay too long, and what was told is gone. */
  readonly expired?: true
}

/** What the house gives a bot. */
export interface Port {
  /**
   * Takes one delivery. Resolves after all it caused is on disk and every answer was handed to `say`, in order.
   * A second delivery with the same `once` says the same answers with the same ids and changes nothing. `too-fast`: this
   * sender sends more than anybody reads; nothing of it was kept, and it may come again later. `rest` is what will be said
   * after a message, for platforms that take only one.
   */
  readonly hear: (
    heard: Heard,
    say: (message: Outgoing, rest?: readonly Outgoing[]) => Promise<Delivery>,
  ) => Promise<'too-fast' | undefined>
  /** Seals a file and syncs it to disk; call it before `hear`. */
  readonly keepFile: (file: IncomingFile) => Promise<MediaRef | { readonly refused: MediaRefusal }>
  /** Absent where files come only whole. */
  readonly uploads?: Uploads
  /** The conversation of one address, oldest first; `after` is the id of the last line known. */
  readonly transcript: (
    channel: ChannelId,
    address: Address,
    after?: string,
  ) => Promise<readonly TranscriptLine[]>
  /** What is asked of the person at an address; `undefined`: nothing is. For channels that show a form. */
  readonly asked?: (channel: ChannelId, address: Address) => Promise<Asked | undefined>
  /** Everything that is kept about the person at an address, for themself, as JSON; `undefined`: nothing is. */
  readonly ownData?: (channel: ChannelId, address: Address) => Promise<string | undefined>
  /** Likely offences for a text, best first (for operators who type while they listen). */
  readonly proposals: (
    area: string,
    text: string,
  ) => readonly { readonly code: string; readonly label: string }[]
  readonly areas: () => readonly {
    readonly code: string
    readonly name: string
    readonly demo: boolean
  }[]
  /** Tells the desk how the platform stands; to be called when that changes. Never waits, never throws. */
  readonly report?: (channel: ChannelId, report: ChannelReport) => void
}

/** A request to our own address; `path` as the bot's routes are mounted. */
export type Call = (path: string, init: RequestInit) => Promise<Response>

/** One inbound or outbound channel. `Routes` is the web framework's type: only bots and main know it. */
export interface Bot<Routes = unknown> {
  readonly capabilities: Channel
  /** Mounted by main at `path`. */
  readonly routes?: { readonly path: string; readonly app: Routes }
  readonly start: () => Promise<void>
  /** Delivers a message nobody is waiting for (news, reminders, left-over answers). */
  readonly send: (address: Address, message: Outgoing) => Promise<Delivery>
  /** Asks the platform whether our credentials hold, and sends nobody anything. `code`: short, of the platform or our own. */
  readonly probe?: () => Promise<'ok' | { readonly code: string }>
  /**
   * Brings a message of nobody's in by its own door, in the shape its platform gives messages; the platform is neither
   * asked nor told. Absent: it has no door but the desk's.
   */
  readonly canary?: (text: string, call: Call) => Promise<void>
  readonly stop: () => Promise<void>
}
