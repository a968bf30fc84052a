from __future__ import annotations

import asyncio
import json
import socket
import threading
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

from prometheus_client.parser import text_string_to_metric_families

from tests.server import wait_for

if TYPE_CHECKING:
    from tests.app.story import Story


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


async def ask(port: int, path: str) -> tuple[int, str]:
    """Ask as a monitor would, from another thread."""

    def get() -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    return await asyncio.to_thread(get)


async def healthy(port: int) -> bool:
    return (await ask(port, "/healthz"))[0] == 200


async def wait_until_healthy(port: int, *, ill: bool = False) -> None:
    async with asyncio.timeout(20):
        while await healthy(port) is ill:  # noqa: ASYNC110 - the answer comes over the network
            await asyncio.sleep(0.2)


async def measured(port: int) -> dict[tuple[str, ...], float]:
    """Return every sample by its name and the values of its labels."""
    status, text = await ask(port, "/metrics")
    assert status == 200
    return {
        (sample.name.removeprefix("narrative_watch_"), *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


async def test_what_happens_is_counted_where_it_happens(story: Story) -> None:
    port = free_port()
    story.program.variables["NW_METRICS_PORT"] = str(port)
    async with story.program.running():
        await wait_until_healthy(port)
        channel = await story.set_up_and_follow("Test story", "жест доброї волі")
        await story.telegram.post(channel, "Це жест доброї волі")
        await story.card(story.owner)
        await wait_for(lambda: story.program.rows("SELECT 1 FROM outbox WHERE status = 'sent'"))
        found = await measured(port)

        ((channel_id,),) = story.program.rows("SELECT id FROM channels")
        assert found["posts_total", str(channel_id)] == 1
        assert found["matches_total", "alert", "test-story"] == 1
        assert found["deliveries_total", "sent"] == 1
        assert found["post_lag_seconds_count",] == 1
        assert found["match_seconds_count",] >= 1
        assert found["transaction_seconds_count",] > 5
        assert found["outbox", "pending"] == 0
        assert found["channels", "active"] == 1
        assert found["database_bytes",] > 100_000
        assert found["process_resident_memory_bytes",] > 10_000_000
        assert found["event_loop_late_seconds_count",] >= 1
        assert found["tasks",] > 5

        story.program.change(
            f"INSERT INTO gaps (channel_id, reason, from_at, found_at) VALUES ({channel_id}, 'down', 'then', 'now')"  # noqa: S608
        )
        story.program.change(
            "INSERT INTO flood_waits VALUES ('reader', 'messages.getHistory', '2099-01-01T00:00:00.000+00:00')"
        )
        found = await measured(port)
        assert found["coverage_gaps", str(channel_id)] == 1
        assert found["flood_wait_seconds", "reader", "messages.getHistory"] > 1_000_000
        assert (await ask(port, "/elsewhere"))[0] == 404


async def test_it_is_not_healthy_while_telegram_says_nothing_and_is_again_afterwards(story: Story) -> None:
    port = free_port()
    story.program.variables["NW_METRICS_PORT"] = str(port)
    async with story.program.running():
        await wait_until_healthy(port)
        story.program.change(
            "INSERT INTO outbox (subscriber_id, kind, owed_at, due_at) VALUES "  # noqa: S608
            f"({story.owner.id}, 'notice', '2022-01-01T00:00:00.000+00:00', '2022-01-01T00:00:00.000+00:00')"
        )
        await wait_until_healthy(port, ill=True)
        status, said = await ask(port, "/healthz")
        assert status == 503
        assert json.loads(said)["status"] == "stuck"
        assert {name for name, works in json.loads(said)["parts"].items() if not works} == {"outbox"}
        story.program.change("UPDATE outbox SET status = 'buried'")
        await wait_until_healthy(port)


async def test_a_port_that_is_taken_ends_the_program_with_a_sentence(story: Story) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        story.program.variables["NW_METRICS_PORT"] = str(port)
        child = await story.program.start_child(asyncio.subprocess.PIPE)
        _, said = await asyncio.wait_for(child.communicate(), 60)
    assert child.returncode == 1
    assert f"NW_METRICS_PORT, 127.0.0.1:{port}: Address already in use." in said.decode()
    assert "Traceback" not in said.decode()


async def test_without_the_setting_nobody_listens(story: Story) -> None:
    async with story.program.running():
        assert story.program.settings.metrics_port is None

        assert [one.name for one in threading.enumerate() if one.name == "monitor"] == []
