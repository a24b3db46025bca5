"""What a stretch of load cost: messages, seconds, and the CPU time of everyone concerned."""

from time import perf_counter, process_time

from .processes import helpers_cpu_seconds

HELPERS = ("postgres", "redis-server")


class Watch:
    """``start`` and ``stop`` around the measured stretch; ``stop`` gives the reading."""

    def __init__(self, servers):
        self.servers = servers

    def start(self, meter):
        self.before = self._look(meter)

    def stop(self, meter):
        after = self._look(meter)
        spent = {name: after[name] - self.before[name] for name in after}
        messages, seconds = spent["messages"], spent["seconds"]
        per_thousand = 1000 / messages if messages else None
        reading = {
            "messages": messages,
            "seconds": round(seconds, 3),
            "per_second": round(messages / seconds, 1),
            "server_busy": round(spent["server"] / seconds, 2),
            "generator_busy": round(spent["generator"] / seconds, 2),
            "other_frames_per_second": round(spent["other"] / seconds, 1),
        }
        if messages:
            reading["server_cpu_per_1000"] = round(spent["server"] * per_thousand, 4)
            for name in HELPERS:
                reading[f"{name}_cpu_per_1000"] = round(spent[name] * per_thousand, 4)
        return reading

    def _look(self, meter):
        look = {
            "messages": meter.complete,
            "other": meter.other,
            "seconds": perf_counter(),
            "server": sum(server.cpu_seconds() for server in self.servers),
            "generator": process_time(),
        }
        return look | {name: helpers_cpu_seconds(name) for name in HELPERS}


def percentiles(times):
    """Median, 99th and worst in milliseconds."""
    if not times:
        return {"p50": None, "p99": None, "max": None}
    ordered = sorted(times)

    def at(share):
        return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 2)

    return {"p50": at(0.5), "p99": at(0.99), "max": round(ordered[-1] * 1000, 2)}
