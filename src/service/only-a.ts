/** A text that is nothing but addresses on the internet. */
export function onlyLinks(text: string): boolean {
  const rest = text.trim().replace(LINKS, '')
  return rest !== text.trim() && !/[\p{L}\p{N}]/u.test(rest)
}

const LINKS = /(?:https?:\/\/|www\.)[^\s，。、；）)】」]+/giu

/** A text that is nothing but a point on the map, as 29.40,105.59 or 北纬29.40 东经105.59. */
export function onlyPoint(text: string): boolean {
  const bare = text.normalize('NFKC').trim().replace(SHARED, '')
  const [, latitude, longitude] = POINT.exec(bare) ?? []
  if (latitude === undefined || longitude === undefined) return false
  const [first, second] = [Number(latitude), Number(longitude)]
  return isInChina(first, second) || isInChina(second, first)
}

/** What a channel calls a position that was shared without a name. */
const SHARED = /^(?:共享的位置|shared location)\s*/iu

const POINT =
  /^[（(【[]?\s*(?:北纬|纬度|n|lat)?[:\s]*(\d{2,3}\.\d{1,8})\s*[°度nNeE]?\s*[,，、;；\s/]\s*(?:东经|经度|e|lng|lon)?[:\s]*(\d{2,3}\.\d{1,8})\s*[°度nNeE]?\s*[）)】\]]?$/iu

const isInChina = (latitude: number, longitude: number): boolean =>
  latitude >= 3 && latitude <= 54 && longitude >= 73 && longitude <= 136
