declare module 'libheif-js/wasm-bundle.js' {
  export interface HeifImage {
    readonly get_width: () => number
    readonly get_height: () => number
    /** Draws into `data`; gives null where it cannot. */
    readonly display: (
      into: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
      done: (drawn: { readonly data: Uint8ClampedArray } | null) => void,
    ) => void
    readonly free: () => void
  }
  interface HeifDecoder {
    readonly decode: (bytes: Uint8Array) => readonly HeifImage[]
    /** What it holds of the file; none before the first. */
    readonly decoder?: { readonly delete: () => void } | null
  }
  const libheif: { readonly HeifDecoder: new () => HeifDecoder; readonly ready?: Promise<unknown> }
  export default libheif
}
