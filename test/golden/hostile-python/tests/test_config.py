import pytest

from class_exporter.command_line import help_text, read_arguments
from class_exporter.config import OPTIONS, load_config
from class_exporter.option_values import ConfigError


def config(*arguments, **environ):
    _, flags = read_arguments(arguments)
    return load_config(flags, environ)


def test_defaults():
    found = config()
    assert str(found.web_listen_address) == ":3000"
    assert found.web_telemetry_path == "/metrics"
    assert found.web_config_file is None
    assert found.web_max_requests == 40
    assert found.web_workers == 1
    assert found.web_threads == 48
    assert (found.log_level, found.log_format) == ("info", "logfmt")


@pytest.mark.parametrize(
    ("arguments", "environ", "address"),
    [
        (["--web.listen-address=:1"], {"WEB_LISTEN_ADDRESS": ":2", "PORT": "3"}, ":1"),
        (["--web.listen-address", "a:1"], {}, "a:1"),
        ([], {"WEB_LISTEN_ADDRESS": "127.0.0.1:2", "PORT": "3"}, "127.0.0.1:2"),
        ([], {"HOST": "::1", "PORT": "3"}, "[::1]:3"),
        ([], {"HOST": "[::1]"}, "[::1]:3000"),
        ([], {"PORT": "3", "WEB_LISTEN_ADDRESS": ""}, ":3"),
    ],
)
def test_precedence_of_the_address(arguments, environ, address):
    assert str(config(*arguments, **environ).web_listen_address) == address


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_in_the_help(option):
    text = help_text()
    assert option.name in text
    assert option.env in text


@pytest.mark.parametrize(
    "argument",
    [
        "--web.listen-address=3000",
        "--web.listen-address=:99999",
        "--web.listen-address=::1:80",
        "--web.listen-address=[hello]:80",
        "--web.listen-address=[fe80::1%eth0]:80",
        "--web.telemetry-path=metrics",
        "--web.telemetry-path=/",
        "--web.telemetry-path=/healthz",
        "--web.telemetry-path=/ReadyZ",
        "--web.telemetry-path=/a<b>",
        "--web.max-requests=-1",
        "--web.max-requests=100001",
        "--web.workers=0",
        "--web.threads=many",
        "--log.level=loud",
        "--log.format=xml",
        *(f"--{option.name}=" for option in OPTIONS),
        "--web.max-requests",
        "--unknown",
        "--no-log.level",
        "stray",
    ],
)
def test_wrong_values_are_named_in_one_sentence(argument):
    with pytest.raises(ConfigError) as error:
        config(argument)
    assert argument.lstrip("-").partition("=")[0] in str(error.value)
    assert str(error.value).endswith(".")
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("arguments", [["--log.level="], ["--log.level", ""]])
def test_empty_value_is_refused(arguments):
    with pytest.raises(ConfigError) as error:
        config(*arguments)
    assert str(error.value) == "--log.level needs a value: write --log.level=LEVEL."


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("--web.prot=hidden", 'Unknown flag "--web.prot": run with --help to see all flags.'),
        ("serve", 'Unexpected argument "serve": run with --help to see all flags.'),
        ("--once=hidden", "--once takes no value: write nothing behind it."),
    ],
)
def test_what_is_no_flag_is_refused_without_its_value(argument, message):
    with pytest.raises(ConfigError) as error:
        config(argument)
    assert str(error.value) == message


def test_largest_number_of_requests():
    assert config("--web.max-requests=100000").web_max_requests == 100000


def test_wrong_environment_is_named():
    with pytest.raises(ConfigError, match="LOG_LEVEL"):
        config(LOG_LEVEL="loud")


def test_actions():
    assert read_arguments(["--once", "--log.level", "debug"]) == ({"once"}, {"log.level": "debug"})
