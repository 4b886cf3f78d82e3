"""The views, one blueprint a module."""

from consultant.web.views.answering import answering as answering_views
from consultant.web.views.check import check as check_views
from consultant.web.views.codes import codes as codes_views
from consultant.web.views.facts import facts as facts_views
from consultant.web.views.health import health as health_views
from consultant.web.views.letters import letters as letters_views
from consultant.web.views.live import live as live_views
from consultant.web.views.mailboxes import mailboxes as mailboxes_views
from consultant.web.views.me import me as me_views
from consultant.web.views.originals import originals as originals_views
from consultant.web.views.outbox import outbox as outbox_views
from consultant.web.views.parked import parked as parked_views
from consultant.web.views.queue import queue as queue_views
from consultant.web.views.rechecks import rechecks as rechecks_views
from consultant.web.views.releases import releases as releases_views
from consultant.web.views.search import search as search_views
from consultant.web.views.thread import thread as thread_views
from consultant.web.views.tickets import tickets as tickets_views
from consultant.web.views.tools import tools as tools_views

BLUEPRINTS = (
    queue_views,
    tickets_views,
    answering_views,
    facts_views,
    originals_views,
    parked_views,
    outbox_views,
    mailboxes_views,
    health_views,
    letters_views,
    codes_views,
    check_views,
    tools_views,
    releases_views,
    rechecks_views,
    search_views,
    live_views,
    me_views,
    thread_views,
)
