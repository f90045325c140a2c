"""Pages, feeds and archives for the tests of reading."""

import gzip
import io

BODY = (
    "Ministers of the two river states met in Lusaka to settle the share of water that each may take in the dry months. "
    "They agreed to let engineers measure the flow at both dams and to meet again before the end of the season."
)
SECOND = "A spokesman for the fishing villages said that nobody had asked them, and that they would wait for the figures."
PAGE = f"""<!doctype html><html><head><meta charset="utf-8"><title>River states meet | The Example</title>
<meta property="og:title" content="River states meet over water"><meta property="og:site_name" content="The Example">
<meta property="article:modified_time" content="2024-03-09T10:00:00Z">
<meta property="article:published_time" content="2024-03-04T23:30:00-05:00">
<link rel="canonical" href="https://news.example/river"></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>River states meet over water</h1>
<p>By Ada Tembo</p><p>{BODY}</p><p>{SECOND}</p><p>(Reporting by Ada Tembo; Editing by Jo Phiri)</p>
<p>Sign up for our newsletter to get the news every morning.</p></article>
<script>alert("no news")</script><footer>© 2024 The Example. All rights reserved.</footer></body></html>"""
LD_PAGE = f"""<html><head><title>River</title><script type="application/ld+json">{{"@graph": [{{"@type": "WebSite"}},
{{"@type": "NewsArticle", "datePublished": "2024-03-04T08:00:00+02:00", "dateModified": "2024-04-01"}}]}}</script></head>
<body><article><p>{BODY}</p><p>{SECOND}</p></article></body></html>"""
RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example</title><item><title>River states meet</title><link>https://news.example/1</link><guid>one</guid>
<pubDate>Mon, 04 Mar 2024 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>{BODY}</p><p>{SECOND}</p><script>x()</script>]]></content:encoded></item>
<item><title>Second</title><guid>two</guid><description>{SECOND}</description></item></channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title>
<entry><title>River</title><id>tag:x,1</id>
<link href="https://news.example/1"/><updated>2024-03-09T00:00:00Z</updated>
<content type="html">{BODY}</content></entry></feed>"""


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    out = io.BytesIO()
    for number, (url, kind, body) in enumerate(pages):
        http = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        out.write(gzip.compress(head.encode() + http + b"\r\n\r\n", mtime=0))
    return out.getvalue()
