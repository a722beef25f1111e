import type { Refusal } from '#core/result.ts'

/** What a client is told that did something wrong: for its user, in both languages. */
const sentences: Readonly<Record<string, string>> = {
  'no-such-door': '没有这个接口。No such resource.',
  'no-such-format': '只有 .xml 和 .json。Only .xml and .json are served.',
  'wrong-method': '这个接口不收这种请求。This resource does not take that method.',
  'jurisdiction-missing': '没有写 jurisdiction_id。jurisdiction_id was not provided.',
  'jurisdiction-unknown': '没有这个 jurisdiction_id。jurisdiction_id was not found.',
  'service-missing': '没有写 service_code。service_code was not provided.',
  'service-unknown': '没有这个 service_code。service_code was not found.',
  'request-unknown':
    '没有公布过这个编号。Nothing has been published under this service_request_id.',
  'token-unknown': '没有这个 token。token was not found.',
  'token-declined':
    '这件没有受理，原因凭受理编号和查询口令在网上查。This report was not accepted; the reason can be read with its number and passcode.',
  'key-missing': '没有写 api_key。api_key was not provided.',
  'key-wrong': 'api_key 不对，或者已经停用。api_key is not valid.',
  'key-not-for-this': '这个 api_key 不能做这件事。This api_key may not do that.',
  'too-fast': '太快了，过一会儿再来。Too many requests; come again later.',
  'form-unreadable':
    '表单读不出来：要用 UTF-8 的 application/x-www-form-urlencoded 或者 multipart/form-data。The form could not be read: send UTF-8, urlencoded or multipart.',
  'form-too-large': '发来的太大。The form is too large.',
  'description-too-long': 'description 最多 4000 个字。description has more than 4,000 characters.',
  'location-missing':
    '没有写地点：lat 和 long、address_string、address_id 至少要有一种。No location: give lat and long, address_string or address_id.',
  'address-too-long': 'address_string 太长，请写短。address_string is too long.',
  'address-unknown': '没有这个 address_id。address_id was not found.',
  'point-unclear': 'lat 和 long 不是地球上的一个点。lat and long are no place.',
  'media-unclear': 'media_url 不是网址。media_url is not a URL.',
  'media-refused':
    '有文件收不了：太大、太多、是空的，或者不是照片、录音、录像、文档。A file was refused: too large, too many, empty or of a forbidden kind.',
  'status-unclear': 'status 只能是 open、closed。status is open or closed.',
  'page-unclear':
    'page、page_size 要写正整数，page_size 最多 1000。page and page_size are positive numbers, page_size at most 1000.',
  'dates-turned': 'end_date 比 start_date 早。end_date lies before start_date.',
  'span-too-wide': '一次最多查 90 天。At most 90 days can be asked for at once.',
  'update-missing':
    '少了必填的项：service_request_id、update_id、updated_datetime、status、description。A required parameter of the update is missing.',
  'update-status': '没有这种 status。No such status.',
  'update-differs':
    '这个 update_id 以前用过，内容不一样。This update_id was used before for something else.',
  'update-closed': '这件已经办结或者撤回，不能再补充。This report is closed.',
  broken: '系统出错，没有保存，请稍后再试。Something broke; nothing was kept.',
}

export function sentenceOf({ key, facts = {} }: Refusal): string {
  const { name = '' } = facts
  if (key === 'date-unclear')
    return `${name} 不是带时区的时间，例如 2026-11-20T09:30:00+08:00。${name} is no W3C date and time.`
  if (key === 'answer-missing')
    return `少了 attribute[${name}]，或者写得不对。attribute[${name}] is missing or not valid.`
  return sentences[key] ?? sentences['broken'] ?? ''
}
