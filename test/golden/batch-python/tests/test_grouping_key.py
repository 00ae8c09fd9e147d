import pytest

from nightly_import.grouping_key import group_path


def test_the_job_name_alone_is_the_group():
    assert group_path("import") == "/metrics/job/import"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("eu-1.a_b", "tenant/eu-1.a_b"),
        ("", "tenant@base64/="),
        ("/var/lib", "tenant@base64/L3Zhci9saWI"),
        ("a b", "tenant@base64/YSBi"),
        ("a+b%2F", "tenant@base64/YStiJTJG"),
        ("..", "tenant@base64/Li4"),
        ("zürich?", "tenant@base64/esO8cmljaD8"),
    ],
)
def test_values_the_gateway_would_misread_are_encoded(value, expected):
    assert group_path("import", {"tenant": value}) == f"/metrics/job/import/{expected}"


def test_labels_have_one_order_so_that_a_group_has_one_address():
    assert group_path("import", {"b": "2", "a": "1"}) == group_path("import", {"a": "1", "b": "2"})
    assert group_path("a/b", {"b": "2", "a": "1"}) == "/metrics/job@base64/YS9i/a/1/b/2"
