/** Only to pages of the desk, never to where a link might lead. */
export const localPath = (path: string): string =>
  /^\/desk(?:\/\w[\w.~-]*)*(?:\?[\w%=&.~-]*)?$/.test(path) ? path : '/desk'
