//! Hashes and signatures by `WebCrypto`.
use super::Here;
use crate::browser::{Algorithm, Crypto, Key, UnknownAlgorithm};
use crate::codec::to_base64url;
use crate::json::Writer;
use js_sys::{Array, JSON, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CryptoKey, SubtleCrypto, WorkerGlobalScope};

/// `None` on insecure pages.
fn subtle() -> Option<SubtleCrypto> {
    let scope: WorkerGlobalScope = js_sys::global().unchecked_into();
    let subtle = scope.crypto().ok()?.subtle();
    subtle.is_object().then_some(subtle)
}

impl Crypto for Here {
    async fn sha256(&self, message: &[u8]) -> Option<[u8; 32]> {
        let digest = subtle()?.digest_with_str_and_js_u8_array("SHA-256", &Uint8Array::from(message)).ok()?;
        Uint8Array::new(&JsFuture::from(digest).await.ok()?).to_vec().try_into().ok()
    }

    async fn verify(
        &self,
        algorithm: Algorithm,
        key: &Key,
        signature: &[u8],
        message: &[u8],
    ) -> Result<bool, UnknownAlgorithm> {
        let subtle = subtle().ok_or(UnknownAlgorithm)?;
        match check(&subtle, algorithm, key, signature, message).await {
            Ok(is_good) => Ok(is_good.is_truthy()),
            Err(error) => {
                let name = Reflect::get(&error, &"name".into()).ok().and_then(|name| name.as_string());
                // what is wrong with a key or signature is a DataError or OperationError
                if name.as_deref() == Some("NotSupportedError") { Err(UnknownAlgorithm) } else { Ok(false) }
            }
        }
    }
}

async fn check(
    subtle: &SubtleCrypto,
    algorithm: Algorithm,
    key: &Key,
    signature: &[u8],
    message: &[u8],
) -> Result<JsValue, JsValue> {
    // one object has what importing and verifying each need
    let algorithm: Object = JSON::parse(match algorithm {
        Algorithm::Ed25519 => r#"{"name":"Ed25519"}"#,
        Algorithm::Rs256 => r#"{"name":"RSASSA-PKCS1-v1_5","hash":"SHA-256"}"#,
        Algorithm::Ps256 => r#"{"name":"RSA-PSS","hash":"SHA-256","saltLength":32}"#,
        Algorithm::Es256 => r#"{"name":"ECDSA","hash":"SHA-256","namedCurve":"P-256"}"#,
        Algorithm::Es384 => r#"{"name":"ECDSA","hash":"SHA-384","namedCurve":"P-384"}"#,
    })?
    .unchecked_into();
    let jwk: Object = JSON::parse(&jwk(key))?.unchecked_into();
    let usages = Array::of1(&"verify".into());
    let key = subtle.import_key_with_object("jwk", &jwk, &algorithm, false, &usages)?;
    let key: CryptoKey = JsFuture::from(key).await?.unchecked_into();
    let (signature, message) = (Uint8Array::from(signature), Uint8Array::from(message));
    let promise = subtle.verify_with_object_and_js_u8_array_and_js_u8_array(&algorithm, &key, &signature, &message)?;
    JsFuture::from(promise).await
}

fn jwk(key: &Key) -> String {
    let (kind, curve, one, other) = match key {
        Key::Ed25519(x) => ("OKP", "Ed25519", ("x", x), None),
        Key::Rsa(n, e) => ("RSA", "", ("n", n), Some(("e", e))),
        Key::P256(x, y) => ("EC", "P-256", ("x", x), Some(("y", y))),
        Key::P384(x, y) => ("EC", "P-384", ("x", x), Some(("y", y))),
    };
    let numbers = [Some(one), other].into_iter().flatten().map(|(name, number)| (name, to_base64url(number)));
    let members = [("kty", kind.to_owned()), ("crv", curve.to_owned())].into_iter().chain(numbers);
    let mut writer = Writer::default();
    writer.several(["{", "}"], members.filter(|(_, value)| !value.is_empty()), |writer, (name, value)| {
        writer.text(name);
        writer.raw(":");
        writer.text(&value);
    });
    writer.finish()
}
