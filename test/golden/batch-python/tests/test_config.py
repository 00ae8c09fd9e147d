import pytest

from nightly_import.command_line import help_text, read_arguments
from nightly_import.config import OPTIONS, load_config
from nightly_import.credentials import check_credentials
from nightly_import.grouping_key import METRIC_LABELS
from nightly_import.option_values import ConfigError, GatewayUrl


def config(*arguments, **environ):
    _, flags = read_arguments(arguments)
    found = load_config(flags, environ)
    check_credentials(found)
    return found


def test_defaults():
    found = config()
    assert found.push_url is None
    assert found.push_grouping is None
    assert (found.push_timeout, found.push_retries, found.push_required) == (10, 3, True)
    assert (found.log_level, found.log_format) == ("info", "logfmt")


def test_a_flag_beats_the_environment():
    environ = {"LOG_LEVEL": "warn", "PUSH_RETRIES": ""}
    assert config(**environ).log_level == "warn"
    assert config(**environ).push_retries == 3
    assert config("--log.level", "debug", **environ).log_level == "debug"
    assert config("--log.level=error", **environ).log_level == "error"


def test_the_url_keeps_its_path_prefix_and_gives_away_its_credentials():
    found = config(PUSHGATEWAY_URL="https://job:p%40ss%2Fword@gateway:9091/team/push/")
    expected = GatewayUrl("https://gateway:9091/team/push", username="job", password="p@ss/word")
    assert found.push_url == expected


def test_an_ipv6_address_stays_in_brackets():
    assert config("--push.url=http://[::1]:9091").push_url.base == "http://[::1]:9091"


def test_the_grouping_comes_from_repeated_flags_or_from_one_list():
    expected = {"tenant": "a", "path": "/var/lib", "shard": ""}
    flags = ["--push.grouping=tenant=a", "--push.grouping", "path=/var/lib,shard="]
    assert config(*flags).push_grouping == expected
    assert config(PUSH_GROUPING="tenant=a, path=/var/lib, shard=").push_grouping == expected


def test_a_failed_push_can_be_allowed():
    assert not config("--no-push.required").push_required
    assert not config(PUSH_REQUIRED="false").push_required
    assert config("--push.required", PUSH_REQUIRED="false").push_required


NEITHER_URL = "use http://HOST:PORT or https://HOST:PORT, a path prefix may follow."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["--push.ulr=http://u:pass@h"],
            'Unknown flag "--push.ulr": run with --help to see all flags.',
        ),
        (["run"], 'Unexpected argument "run": run with --help to see all flags.'),
        (["--no-log.level"], 'Unknown flag "--no-log.level": run with --help to see all flags.'),
        (["--push.url"], "--push.url needs a value: write --push.url=URL."),
        (["--push.url", "--print"], "--push.url needs a value: write --push.url=URL."),
        (["--print=yes"], "--print takes no value: write nothing behind it."),
        (
            ["--log.level=loud"],
            'Invalid value "loud" for --log.level: use debug, info, warn or error.',
        ),
        (["--push.url=gateway:9091"], f"Invalid value for --push.url: {NEITHER_URL}"),
        (["--push.url=http://u:pass@"], f"Invalid value for --push.url: {NEITHER_URL}"),
        (["--push.url=http://h:99999"], f"Invalid value for --push.url: {NEITHER_URL}"),
        (["--push.url=http://h/?a=b"], f"Invalid value for --push.url: {NEITHER_URL}"),
        (
            ["--push.url=http://u:100%@h"],
            "Invalid value for --push.url: write % in the user or the password as %25.",
        ),
        (
            ["--push.grouping=a"],
            'Invalid value "a" for --push.grouping: use key=value pairs, separated by commas.',
        ),
        (
            ["--push.grouping=job=x"],
            'Invalid value "job=x" for --push.grouping: choose a key other than job that does not begin with __.',
        ),
        (
            ["--push.grouping=te-nant=x"],
            'Invalid value "te-nant=x" for --push.grouping: write the key te-nant with letters, digits and underscores, no digit first.',
        ),
        (
            ["--push.grouping=tenant=1,tenant=2"],
            'Invalid value "tenant=1,tenant=2" for --push.grouping: use each key once.',
        ),
        (
            ["--push.timeout=0"],
            'Invalid value "0" for --push.timeout: use seconds from 0.001 to 300.',
        ),
        (
            ["--push.retries=11"],
            'Invalid value "11" for --push.retries: use a whole number from 0 to 10.',
        ),
        (
            ["--push.url=http://u:p@h", "--push.username=u"],
            "The user is in --push.url and in --push.username: keep one of them.",
        ),
        (
            ["--push.url=http://u:p@h", "--push.password-file=/nowhere/password"],
            "The password is in --push.url and in --push.password-file: keep one of them.",
        ),
        (
            ["--push.username=u"],
            "--push.username is set alone: add --push.password-file.",
        ),
        (
            ["--push.url=http://h", "--push.password-file=/nowhere/password"],
            "--push.password-file needs a user: set --push.username.",
        ),
        (
            ["--push.username=u", "--push.password-file=/nowhere/password"],
            "The password file /nowhere/password cannot be read (ENOENT): check --push.password-file.",
        ),
    ],
)
def test_wrong_values_are_named_in_one_sentence(arguments, message):
    with pytest.raises(ConfigError) as error:
        config(*arguments)
    assert str(error.value) == message


@pytest.mark.parametrize(("label", "series"), METRIC_LABELS.items())
def test_the_labels_of_metrics_are_no_keys_of_the_group(label, series):
    with pytest.raises(ConfigError, match=f": {label} is a label of {series}; choose another key"):
        config(f"--push.grouping={label}=x")


def test_the_label_of_stages_is_known():
    assert METRIC_LABELS["stage"].endswith("_job_stage_duration_seconds")


def test_a_wrong_variable_is_named():
    with pytest.raises(ConfigError) as error:
        config(PUSH_REQUIRED="1")
    assert str(error.value) == 'Invalid value "1" for PUSH_REQUIRED: use true or false.'


def test_the_user_may_stand_in_the_url_and_the_password_in_a_file(tmp_path):
    (tmp_path / "password").write_text("secret\n")
    found = config("--push.url=http://u@h", f"--push.password-file={tmp_path}/password")
    assert found.push_url.username == "u"


@pytest.mark.parametrize("option", OPTIONS, ids=lambda option: option.name)
def test_every_option_is_in_the_help(option):
    text = help_text()
    assert option.name in text
    assert option.env in text


def test_actions():
    arguments = ["--print", "--log.level", "debug"]
    assert read_arguments(arguments) == ({"print"}, {"log.level": "debug"})
