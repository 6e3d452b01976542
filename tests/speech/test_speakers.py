"""The voices: espeak-ng as it is installed here, recorded clips, and one standing in for the other."""

import shutil
import threading
import time
from array import array
from pathlib import Path

import gevent
import pytest

from server.domain.language import Language
from server.domain.place import PlaceKind
from server.speech.espeak import Espeak
from server.speech.in_thread import InThread
from server.speech.recorded import PAUSE, Recorded
from server.speech.speaker import FirstOf, NotSaid, languages_of
from server.speech.wav import Sound, joined, read_wav, wav_of
from server.words.voice import Piece, Spoken, spoken_call
from tests.speech.recordings import SECONDS, every_piece, of_words, record, record_all, tone

installed = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed here")
A014 = {language: spoken_call("A014", PlaceKind.WINDOW, "2", language, short=False) for language in Language}
NOBODY = FirstOf([])
HANGS_FOR = 30  # seconds


def loudest(sound: Sound) -> int:
    return max(map(abs, array("h", sound.samples)))


class ASlowDisk:
    """Nothing of its thread goes on until it `has_read`; then it says, or that it cannot."""

    fault: NotSaid | None = None

    def __init__(self) -> None:
        self.has_read = threading.Event()

    def say(self, _: Spoken) -> bytes:
        assert self.has_read.wait(30)
        if self.fault:
            raise self.fault
        return b"x"


# in a thread


def test_the_loop_goes_on_while_a_slow_disk_is_read() -> None:
    disk = ASlowDisk()
    asked = gevent.spawn(InThread(disk, 1).say, A014[Language.KK])
    for _ in range(5):
        gevent.sleep(0.01)
    assert not asked.ready()
    disk.has_read.set()
    assert asked.get() == b"x"


def test_what_cannot_be_said_in_a_thread_is_not_said_and_no_bug(capfd: pytest.CaptureFixture[str]) -> None:
    disk = ASlowDisk()
    disk.has_read.set()
    disk.fault = NotSaid("a piece is missing")
    with pytest.raises(NotSaid, match="missing"):
        InThread(disk, 1).say(A014[Language.KK])
    assert capfd.readouterr().err == ""


# espeak-ng


@installed
@pytest.mark.parametrize("language", Language)
def test_espeak_says_a_call_loud_and_long_enough(language: Language) -> None:
    sound = read_wav(Espeak("espeak-ng").say(A014[language]))
    assert 2.0 < sound.seconds < 8.0
    assert loudest(sound) > 5000


@installed
@pytest.mark.parametrize("language", Language)
def test_the_short_form_is_shorter(language: Language) -> None:
    short = spoken_call("A014", PlaceKind.WINDOW, "2", language, short=True)
    voice = Espeak("espeak-ng")
    assert read_wav(voice.say(short)).seconds < read_wav(voice.say(A014[language])).seconds


@installed
def test_espeak_speaks_all_three_languages() -> None:
    assert languages_of(Espeak("espeak-ng")) == set(Language)


def test_a_program_that_is_missing_says_nothing() -> None:
    with pytest.raises(NotSaid, match="no-such-program"):
        Espeak("/no-such-program").say(A014[Language.KK])
    assert languages_of(Espeak("/no-such-program")) == frozenset()


def program(folder: Path, *lines: str) -> str:
    path = folder / "voice"
    path.write_text("\n".join(["#!/bin/sh", *lines]))
    path.chmod(0o755)
    return str(path)


def test_a_program_that_hangs_is_ended_in_time(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(NotSaid):
        Espeak(program(tmp_path, f"exec sleep {HANGS_FOR}"), seconds=0.2).say(A014[Language.KK])
    assert time.monotonic() - began < HANGS_FOR, "it was waited for"


@pytest.mark.parametrize(
    "lines",
    [("exit 1",), ("cat >/dev/null", "echo no sound"), ("cat >/dev/null",)],
    ids=["fails", "text", "nothing"],
)
def test_a_program_that_gives_no_sound_says_nothing(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(NotSaid):
        Espeak(program(tmp_path, *lines)).say(A014[Language.RU])


def test_a_program_that_gives_silence_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "short.wav").write_bytes(wav_of(tone(seconds=0.05)))
    with pytest.raises(NotSaid, match="next to nothing"):
        Espeak(program(tmp_path, f"cat >/dev/null; cat {tmp_path}/short.wav")).say(A014[Language.RU])


# recorded clips


def test_recorded_pieces_are_joined_in_order_with_their_pauses(tmp_path: Path) -> None:
    record_all(tmp_path)
    sound = read_wav(Recorded(tmp_path).say(A014[Language.KK]))
    pieces = A014[Language.KK].pieces
    pauses = sum(piece.pause for piece in pieces)
    assert sound.seconds == pytest.approx(SECONDS * len(pieces) + PAUSE * pauses, abs=0.01)


def test_the_order_of_the_pieces_is_kept(tmp_path: Path) -> None:
    (tmp_path / "ru").mkdir()
    (tmp_path / "ru/low.wav").write_bytes(wav_of(tone(hertz=200)))
    (tmp_path / "ru/high.wav").write_bytes(wav_of(tone(hertz=900)))
    sound = read_wav(Recorded(tmp_path).say(of_words(Language.RU, "high", "low")))
    assert sound.samples == tone(hertz=900).samples + tone(hertz=200).samples


def test_a_piece_that_is_missing_leaves_the_whole_sentence_to_the_next_voice(tmp_path: Path) -> None:
    record(tmp_path, Language.RU, every_piece() - {"cardinal-4"})
    recorded = Recorded(tmp_path)
    with pytest.raises(NotSaid, match=r"cardinal-4\.wav"):
        recorded.say(A014[Language.RU])
    assert FirstOf([recorded, Silent()]).say(A014[Language.RU]) == Silent.CLIP


def test_where_all_is_recorded_the_next_voice_is_not_asked(tmp_path: Path) -> None:
    record_all(tmp_path)
    assert FirstOf([Recorded(tmp_path), Silent()]).say(A014[Language.RU]) != Silent.CLIP


class Silent:
    CLIP = b"a clip"

    def say(self, spoken: Spoken) -> bytes:
        return self.CLIP


@pytest.mark.parametrize("spoil", [b"", b"no sound at all", b"RIFF"], ids=["empty", "text", "cut"])
def test_a_recording_that_is_no_sound_is_a_missing_one(tmp_path: Path, spoil: bytes) -> None:
    record_all(tmp_path)
    (tmp_path / "en/window.wav").write_bytes(spoil)
    with pytest.raises(NotSaid, match=r"window\.wav"):
        Recorded(tmp_path).say(A014[Language.EN])


def test_recordings_of_different_formats_are_not_joined(tmp_path: Path) -> None:
    record_all(tmp_path)
    (tmp_path / "en/window.wav").write_bytes(wav_of(tone(rate=44_100)))
    with pytest.raises(NotSaid, match="different formats"):
        Recorded(tmp_path).say(A014[Language.EN])
    with pytest.raises(ValueError, match="different formats"):
        joined([tone(), tone(rate=44_100)], [0, 0])


def test_no_piece_leads_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "outside.wav").write_bytes(wav_of(tone()))
    (tmp_path / "all/kk").mkdir(parents=True)
    spoken = Spoken(Language.KK, (Piece("../../outside", "x"),))
    with pytest.raises(NotSaid, match="cannot be recorded"):
        Recorded(tmp_path / "all").say(spoken)


def test_a_house_without_any_voice_speaks_no_language() -> None:
    assert languages_of(NOBODY) == frozenset()
    with pytest.raises(NotSaid, match="no voice"):
        NOBODY.say(A014[Language.KK])
