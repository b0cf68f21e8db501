"""What tells of news: the list of what was published last, as an Atom feed too; and the sitemap."""

from dokumentmaskin.site.feeds.atom import feed as feed
from dokumentmaskin.site.feeds.news import Nyhet as Nyhet
from dokumentmaskin.site.feeds.news import news as news
from dokumentmaskin.site.feeds.sitemap import sitemap as sitemap
